/* What a page does for one injected fault: back to release 1, ask for release 2, then look at everything that is kept. */
(() => {
  const open = () => new Promise((resolve) => {
    const request = indexedDB.open(hongxian.database);
    request.onsuccess = () => resolve(request.result);
  });
  const done = (transaction) => new Promise((resolve) => { transaction.oncomplete = resolve; });
  const got = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  let kept = null;

  async function look(database) {
    const transaction = database.transaction(['state', 'objects']);
    const states = transaction.objectStore('state');
    const [current, trust, keys] = await Promise.all([states.get('current'), states.get('trust'), transaction.objectStore('objects').getAllKeys()].map(got));
    const { shell, analyzer } = current.statement;
    const needed = [shell.h, analyzer.h].concat(current.manifest.map(({ h }) => h), current.documents.map(([, h]) => h));
    return { current, trust, keys, missing: needed.filter((h) => !keys.includes(h)).length };
  }

  async function reset(database) {
    const transaction = database.transaction(['state', 'objects'], 'readwrite');
    const states = transaction.objectStore('state'), objects = transaction.objectStore('objects');
    states.put(kept.current, 'current');
    states.put(kept.trust, 'trust');
    states.delete('previous');
    const keys = await got(objects.getAllKeys());
    keys.filter((key) => !kept.keys.includes(key)).forEach((key) => objects.delete(key));
    await done(transaction);
  }

  self.look = async () => {
    const database = await open();
    const { current } = await look(database);
    database.close();
    return { seq: current.seq };
  };

  self.suffer = async () => {
    const database = await open();
    kept = kept || await look(database);
    await reset(database);
    const offer = await hongxian.check();
    const answer = offer.kind === 'newer' ? await hongxian.take(offer) : offer;
    while (self.pending.size > 0) await Promise.all(Array.from(self.pending, (one) => one.catch(() => null)));
    const { current, trust, missing } = await look(database);
    database.close();
    const whole = (await hongxian.repair()).kind === 'whole';
    return { answer, seq: current.seq, trusted: trust.seq, missing, whole };
  };
})();
