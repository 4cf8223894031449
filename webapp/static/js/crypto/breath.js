/** Long work → short tasks: who awaits this now and then keeps no frame and no tap waiting, on a slow phone neither. */

const LONGEST = 4;
let since = 0;

export async function breath() {
  if (Date.now() - since < LONGEST) return;
  // A timer that follows another waits 4 ms for nothing; a message does not.
  const { port1, port2 } = new MessageChannel();
  await new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
  port1.close();
  since = Date.now();
}
