// The peers, each behind the same three calls: build(articles, terms) → index, search(index, question) → ids, save(index) → text.
// All get the same characters and pairs, by whatever door the engine has for them; Pagefind lives in a browser (peers.py).

const LIMIT = 10;

async function minisearch() {
  const { default: MiniSearch } = await import('minisearch');
  const options = (terms) => ({ fields: ['text'], idField: 'id', tokenize: terms, processTerm: (term) => term, searchOptions: { combineWith: 'OR' } });
  return {
    build(articles, terms) {
      const index = new MiniSearch(options(terms));
      index.addAll(articles);
      return index;
    },
    search: (index, question) => index.search(question).slice(0, LIMIT).map(({ id }) => id),
    save: (index) => JSON.stringify(index),
  };
}

async function lunr() {
  const { default: engine } = await import('lunr');
  return {
    build(articles, terms) {
      engine.tokenizer = (value) => terms(String(value || '')).map((term) => new engine.Token(term, {}));
      const index = engine(function define() {
        this.ref('id');
        this.field('text');
        this.pipeline.reset();
        this.searchPipeline.reset();
        articles.forEach((article) => this.add(article));
      });
      return { index, terms };
    },
    search({ index, terms }, question) {
      const found = index.query((query) => terms(question).forEach((term) => query.term(term, { fields: ['text'], usePipeline: false })));
      return found.slice(0, LIMIT).map(({ ref }) => ref);
    },
    save: ({ index }) => JSON.stringify(index),
  };
}

async function flexsearch() {
  const { default: FlexSearch } = await import('flexsearch');
  return {
    build(articles, terms) {
      const index = new FlexSearch.Index({ tokenize: 'strict', encode: terms, resolution: 9 });
      articles.forEach(({ text }, number) => index.add(number, text));
      return { index, articles };
    },
    search: ({ index, articles }, question) => index.search(question, { limit: LIMIT, suggest: true }).map((number) => articles[number].id),
    save({ index }) {
      const parts = [];
      index.export((_key, data) => parts.push(data || ''));
      return parts.join('\n');
    },
  };
}

async function orama() {
  const { create, insertMultiple, save, search } = await import('@orama/orama');
  return {
    async build(articles, terms) {
      const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: (text) => [...new Set(terms(String(text)))] };
      const index = create({ schema: { id: 'string', text: 'string' }, components: { tokenizer } });
      await insertMultiple(index, articles, 2000);
      return index;
    },
    async search(index, question) {
      const { hits } = await search(index, { term: question, properties: ['text'], threshold: 1, limit: LIMIT });
      return hits.map(({ document }) => document.id);
    },
    save: (index) => JSON.stringify(save(index)),
  };
}

/** As a phone would run it: compiled to WebAssembly. */
async function sqlite() {
  const { default: start } = await import('@sqlite.org/sqlite-wasm');
  const library = await start();
  return {
    build(articles, terms) {
      const base = new library.oo1.DB(':memory:');
      base.exec("create virtual table texts using fts5(terms, content='', tokenize='unicode61')");
      const insert = base.prepare('insert into texts(rowid, terms) values (?, ?)');
      base.transaction(() => articles.forEach(({ text }, number) => insert.bind([number, terms(text).join(' ')]).stepReset()));
      insert.finalize();
      const select = base.prepare('select rowid from texts where texts match ? order by bm25(texts), rowid limit ?');
      return { base, select, articles, terms };
    },
    search({ select, articles, terms }, question) {
      select.bind([[...new Set(terms(question))].map((term) => `"${term}"`).join(' OR '), LIMIT]);
      const found = [];
      while (select.step()) found.push(articles[select.getInt(0)].id);
      select.reset();
      return found;
    },
    save: ({ base }) => library.capi.sqlite3_js_db_export(base),
  };
}

export const ENGINES = { minisearch, lunr, flexsearch, orama, sqlite };
