/** What was offered is not taken. `code` is one of the codes of the format, equal in Python and JavaScript. */
export class Refused extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Nobody answered, or not in time, or not to the end. That is no judgement on what was offered. */
export class Unreachable extends Error {
  /** @param {Uint8Array} [partial] what had arrived until then */
  constructor(partial) {
    super('unreachable');
    this.partial = partial;
  }
}
