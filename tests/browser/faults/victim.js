/* What a page does for one injected fault: back to release 1, ask for release 2, then look at everything that is kept. */
(() => {
  const done = (transaction) => new Promise((resolve) => { transaction.oncomplete = resolve; });
  const got = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const asked = indexedDB.open(hongxian.database);
  const opened = got(asked);
  let kept = null;

  const neededBy = ({ statement: { shell, analyzer }, manifest, documents }) =>
    [shell.h, analyzer.h].concat(manifest.map(({ h }) => h), documents.map(([, h]) => h));

  async function look() {
    const transaction = (await opened).transaction(['state', 'objects']);
    const states = transaction.objectStore('state');
    const [current, trust, keys] = await Promise.all([states.get('current'), states.get('trust'), transaction.objectStore('objects').getAllKeys()].map(got));
    const here = new Set(keys);
    return { current, trust, keys, missing: neededBy(current).filter((h) => !here.has(h)).length };
  }

  /** Release 1 as it was, and nothing else. */
  async function back() {
    kept = kept || await look();
    const transaction = (await opened).transaction(['state', 'objects'], 'readwrite');
    const states = transaction.objectStore('state'), objects = transaction.objectStore('objects');
    states.put(kept.current, 'current');
    states.put(kept.trust, 'trust');
    states.delete('previous');
    const keys = await got(objects.getAllKeys());
    keys.filter((key) => !kept.keys.includes(key)).forEach((key) => objects.delete(key));
    await done(transaction);
  }

  async function forget(hash) {
    const transaction = (await opened).transaction('objects', 'readwrite');
    transaction.objectStore('objects').delete(hash);
    await done(transaction);
  }

  /** Whether release 1 can still be read whole, and what is current now. */
  async function seen() {
    const { current, trust, missing } = await look();
    const whole = (await hongxian.repair()).kind === 'whole';
    return { seq: current.seq, trusted: trust.seq, missing, whole };
  }

  self.victim = { back, forget, look, seen, kept: () => kept };

  self.suffer = async () => {
    await back();
    const offer = await hongxian.check();
    const answer = offer.kind === 'newer' ? await hongxian.take(offer) : offer;
    while (self.pending.size > 0) await Promise.all(Array.from(self.pending, (one) => one.catch(() => null)));
    return { answer, ...await seen() };
  };
})();
