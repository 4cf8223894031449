/** What the bootloader and the linker leave for the shell, and the documents as the compiler writes them. */

interface Block {
  k: "h" | "p" | "ul" | "ol" | "quote" | "table" | "hr";
  l?: number;
  s?: number;
  t?: string;
  m?: Mark[];
  c?: any[];
  head?: Cell[];
  rows?: Cell[][];
}
type Mark = [number, number, string] | [number, number, string, string];
interface Cell {
  t: string;
  m?: Mark[];
}
interface Article {
  id: string;
  no: string;
  label: string;
  path?: string[];
  blocks: Block[];
  rule?: string;
}
interface SourceRef {
  id?: string;
  locator?: string;
  level?: string;
}

/** One document of a release; which fields are set depends on its type (`rules/schema.py`). */
interface Doc {
  id: string;
  type: string;
  title: string;
  summary?: string;
  body?: Block[];
  articles?: Article[];
  official_text?: boolean;
  text?: Block[];
  label?: string;
  topics?: string[];
  aliases?: string[];
  redirects?: string[];
  sources?: SourceRef[];
  updated_on?: string;
  reported_on?: string;
  work?: string;
  version?: string;
  official_title?: string;
  known_as?: string[];
  doc_number?: string;
  issuer?: string;
  owner?: string;
  level?: string;
  region?: string;
  binding?: string;
  issued_on?: string;
  effective_on?: string;
  repealed_on?: string;
  date_note?: string;
  status?: string;
  status_basis?: string;
  status_checked_on?: string;
  supersedes?: string[];
  superseded_by?: string[];
  higher_rules?: string[];
  items_claimed?: number;
  items_recorded?: number;
  scope_verified?: boolean;
  ruleset?: string;
  article?: string;
  quote?: string;
  plain?: string;
  modality?: string;
  deontic?: string;
  kind?: string;
  red_line?: boolean;
  audience?: string[];
  audience_inferred?: boolean;
  platforms?: string[];
  actions?: string[];
  amount?: string;
  related?: string[];
  caution?: string;
  speaker?: string;
  role?: string;
  anonymity?: string;
  said_on?: string;
  weight?: string;
  question?: string;
  answer_basis?: string[];
  answer_kind?: string;
  purpose?: string;
  operator?: string;
  method?: string;
  channel_verified?: boolean;
  verified_on?: string;
  outcome?: string;
  outcome_known?: boolean;
  occurred_on?: string;
  asks?: string[];
  order?: number;
  parent?: string;
  note?: string;
  publisher?: string;
  published_on?: string;
  url?: string;
  excerpts?: { locator: string; text: string }[];
}

interface ReleaseRecord {
  epoch: number;
  seq: number;
  statement: any;
  documents: [string, string, number][];
  envelope: string;
}
interface Offer {
  kind: "newer";
  statement: any;
  envelope: unknown;
  documents: [string, string, number][];
}
type CheckAnswer = { kind: "same" } | Offer | { kind: "refused" | "storage"; code: string } | { kind: "unreachable" | "no-space" };
type TakeAnswer =
  | { kind: "taken" }
  | { kind: "superseded" }
  | { kind: "refused" | "storage"; code: string }
  | { kind: "unreachable" | "no-space" };

interface Boot {
  boot: number;
  base: string;
  database: string;
  channel: string;
  fingerprint: string;
  release: ReleaseRecord;
  /** Set where the content came with the page: the single file. */
  content?: { documents: Doc[]; tables: any };
  shellUrl: string;
  /** The bootloader's own, so that nobody else needs them; absent in a single file. */
  fetchBytes: (path: string, options: { cap: number; cache?: RequestCache }) => Promise<Uint8Array>;
  unpack: (pack: Uint8Array) => Promise<[string, Uint8Array][]>;
  /** An object of the release from the network, checked against its digest. */
  object(reference: { h: string; n: number }): Promise<Uint8Array>;
  repair(): Promise<{ kind: string }>;
  check(): Promise<CheckAnswer>;
  /** One page at a time, so that what one downloads is there for the others; absent in a single file. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  take(offer: Offer, onProgress?: (done: number, total: number) => void): Promise<TakeAnswer>;
}
interface ShellParts {
  styles: string;
  texts: string[];
}
interface Window {
  hongxian: Boot;
}
declare const HONGXIAN_SHELL: ShellParts;
