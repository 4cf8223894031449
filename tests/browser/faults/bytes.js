/* Many faults in one page: an answer of the update is cut or changed at one byte, then what is kept is looked at. */
(() => {
  const { base } = hongxian;
  const network = self.send;
  const served = new Map(); // path → bytes as the server has them, or null
  let offer = null, fault = null, met = 0, fetched = [];

  async function body(path) {
    if (!served.has(path)) {
      const answer = await network(base + path, { cache: 'no-store' });
      served.set(path, answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null);
    }
    return served.get(path);
  }

  /** What a page gets when the connection ends before the length that was promised: some bytes, then an error. */
  function lost(bytes) {
    let given = bytes.length === 0;
    return new ReadableStream({
      pull(stream) {
        if (given) return stream.error(new TypeError('network error'));
        given = true;
        stream.enqueue(bytes);
      },
    });
  }

  const WAYS = {
    bit(bytes, at, bit) {
      const other = bytes.slice();
      other[at] ^= 1 << bit;
      return other;
    },
    cut: (bytes, at) => bytes.slice(0, at),
    lost: (bytes, at) => lost(bytes.slice(0, at)),
  };

  self.send = async (url) => {
    const path = String(url).slice(base.length).split('?')[0];
    const bytes = await body(path);
    if (bytes === null) return new Response('', { status: 404 });
    fetched.push(path);
    if (!fault || fault.path !== path) return new Response(bytes);
    met += 1;
    return new Response(WAYS[fault.way](bytes, fault.at, fault.bit));
  };

  const hashOf = (path) => path.split('/').pop().split('.')[0];
  const pathOf = (h) => `sync/o/${h.slice(0, 2)}/${h}.txt`;

  /** What release 2 brings: paths and their sizes. */
  self.brought = async () => {
    await victim.back();
    offer = await hongxian.check();
    const { statement: { shell, content }, documents } = offer;
    const { pages } = JSON.parse(new TextDecoder().decode(await body(pathOf(content.h))));
    const objects = [content, shell].concat(pages, documents.map(([, h, n]) => ({ h, n })));
    const fresh = objects.filter(({ h }) => !victim.kept().keys.includes(h));
    return [['sync/head.json', (await body('sync/head.json')).length]].concat(fresh.map(({ h, n }) => [pathOf(h), n]));
  };

  /** By the function through which every object of every download comes; it touches no store. */
  async function checked(path) {
    const [h, n] = [hashOf(path), (await body(path)).length];
    const refused = ({ code }) => (code ? { kind: 'refused', code } : { kind: 'unreachable' });
    return hongxian.object({ h, n }).then(() => ({ kind: 'taken' }), refused);
  }

  /** What arrived before stays, as on a phone that tries again: so every fault meets a download that goes on. */
  async function suffer(one) {
    if (one.thorough) await victim.forget(hashOf(one.path));
    fault = one;
    met = 0;
    const isHead = one.path.endsWith('head.json');
    const answer = await (isHead ? hongxian.check() : one.thorough ? hongxian.take(offer) : checked(one.path));
    fault = null;
    return { ...one, answer, met, ...(one.thorough ? await victim.seen() : {}) };
  }

  /** Without a fault it is taken, and nothing is asked for that had arrived. */
  async function goOn() {
    const had = new Set((await victim.look()).keys);
    fetched = [];
    const answer = await hongxian.take(offer);
    const state = await victim.seen();
    await victim.back();
    return { answer, ...state, again: fetched.filter((path) => had.has(hashOf(path))).length };
  }

  self.sufferAll = async (faults) => {
    const seen = [];
    for (const one of faults) seen.push(await suffer(one));
    const state = await victim.seen();
    return { seen: seen.map((one) => ({ ...state, ...one })), then: await goOn() };
  };
})();
