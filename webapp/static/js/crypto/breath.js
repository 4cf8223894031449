/** Long work → short tasks: who awaits this now and then keeps no frame and no tap waiting, on a slow phone neither. */

const LONGEST = 8;
let since = 0;

export async function breath() {
  if (Date.now() - since < LONGEST) return;
  await new Promise((done) => { setTimeout(done); });
  since = Date.now();
}
