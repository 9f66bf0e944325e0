import { RE2JS } from 're2js';
import type { SecretKeyTest } from './secretKeys';

/** What stands for what was taken out. */
export const REDACTED = '[redacted]';

/** Tokens that are known by how they begin. */
const tokenStarts =
  /^(?:gh[pousr]_|github_pat_|glpat-|gldt-|glrt-|xox[abeoprs]-|xapp-|npm_|sk-|pypi-|hvs\.|dop_v1_|(?:AKIA|ASIA)[A-Z0-9]{16}$)/;
const jwt = /^eyJ[\w-]{8,}\.[\w-]+/;

/** What {@link createTextRedaction} works with. */
export interface TextRedactionOptions {
  isSecretKey: SecretKeyTest;
  /** RE2 syntax: linear in the length of the text. */
  patterns: readonly string[];
  /** Values that may be nowhere. */
  secrets: readonly string[];
}

/**
 * Takes secrets out of text. Every step is linear in the length of the text, also
 * for text that is made to be slow.
 *
 * @throws Error where a pattern is not valid
 */
export function createTextRedaction({
  isSecretKey,
  patterns,
  secrets,
}: TextRedactionOptions): (text: string) => string {
  const compiled = patterns.map(pattern => RE2JS.compile(pattern));
  const steps: ((text: string) => string)[] = [
    createSecretRedaction(secrets),
    text => (text.includes('-----BEGIN ') ? redactPems(text) : text),
    text => (text.includes('://') ? redactUrlUsers(text) : text),
    text => (text.includes('=') ? redactPairs(text, isSecretKey) : text),
    text => (text.includes(':') ? redactFields(text, isSecretKey) : text),
    redactHeaders,
    text => text.replace(/[\w.-]{16,}/g, redactWord),
    ...compiled.map(
      pattern => (text: string) => pattern.matcher(text).replaceAll(REDACTED),
    ),
  ];
  return text =>
    text.length < 8 ? text : steps.reduce((t, step) => step(t), text);
}

function createSecretRedaction(secrets: readonly string[]) {
  const any = [...new Set(secrets.flatMap(formsOf))]
    .map(s => s.replace(/[^\w]/g, '\\$&'))
    .join('|');
  const pattern = any ? new RegExp(any, 'g') : undefined;
  return (text: string) => (pattern ? text.replace(pattern, REDACTED) : text);
}

/** A secret, and how it is written in URLs and headers. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  const base64url = Buffer.from(secret).toString('base64url');
  return [secret, encodeURIComponent(secret), base64, base64url];
}

/** A run of word characters is looked at as a whole, so none is looked at twice. */
function redactWord(word: string): string {
  return tokenStarts.test(word) || jwt.test(word) ? REDACTED : word;
}

/** Passwords, and tokens that stand where a user would. */
function redactUrlUsers(text: string): string {
  return text
    .replace(
      /:\/\/([^\s/?#@:]{0,256}):[^\s/?#@]{1,256}@/g,
      `://$1:${REDACTED}@`,
    )
    .replace(/(https?:\/\/)[^\s/?#@:]{20,256}@/gi, `$1${REDACTED}@`);
}

/** `key=value`, in URLs and elsewhere. */
function redactPairs(text: string, isSecretKey: SecretKeyTest): string {
  return text.replace(
    /=[^&#\s"'<>;,]+/g,
    (pair: string, at: number, whole: string) =>
      isSecretKey(wordBefore(whole, at)) ? `=${REDACTED}` : pair,
  );
}

/** Up to the quote that ends it, which in JSON within JSON has backslashes before it. */
const quoted = /[ \t]{0,4}(\\{0,8}["'])((?:(?!\1)(?:\\[^]|[^])){1,4096})/y;
/** After a space: `token:default/x` is the name of something. */
const bare = /([ \t]{1,4})([^\s"'\\,;{}[\]&]{6,4096})/y;

/**
 * `"key": "value"`, as in JSON that is a text, and `key: value`, where the value is
 * not just letters: a message may say `token: expected`.
 */
function redactFields(text: string, isSecretKey: SecretKeyTest): string {
  let done = '';
  let from = 0;
  let at = text.indexOf(':');
  while (at >= 0) {
    const key = wordBefore(text, endOfKey(text, at));
    const value = key && isSecretKey(key) ? valueAt(text, at + 1) : undefined;
    if (value) {
      done += text.slice(from, value.from) + REDACTED;
      from = value.to;
    }
    at = text.indexOf(':', Math.max(at + 1, from));
  }
  return done + text.slice(from);
}

function valueAt(text: string, at: number) {
  quoted.lastIndex = at;
  bare.lastIndex = at;
  const [all, , value] = quoted.exec(text) ?? bare.exec(text) ?? [];
  if (!all || (/^[ \t]/.test(all) && /^[a-z]*$/i.test(all.trim()))) {
    return undefined;
  }
  return { from: at + all.length - value.length, to: at + all.length };
}

/** There may be a quote between a key and its colon. */
function endOfKey(text: string, colon: number): number {
  let end = colon;
  while (end > 0 && colon - end < 12 && /[\\"' ]/.test(text[end - 1])) {
    end--;
  }
  return end;
}

/** Looks back a little, so that a long text is not looked at again and again. */
function wordBefore(text: string, end: number): string {
  let begin = end;
  while (begin > 0 && end - begin < 64 && /[\w.~%-]/.test(text[begin - 1])) {
    begin--;
  }
  return text.slice(begin, end);
}

function redactHeaders(text: string): string {
  return text.replace(
    /\b(Bearer|Basic|token) [\w+/=.~-]{12,}/gi,
    `$1 ${REDACTED}`,
  );
}

/** From its first line to its last, or to the end where that was cut. */
function redactPems(text: string): string {
  const [before, ...parts] = text.split('-----BEGIN ');
  return parts.reduce((done, part) => {
    if (!part.slice(0, 40).includes('PRIVATE KEY')) {
      return `${done}-----BEGIN ${part}`;
    }
    const end = /-----END [A-Z ]{1,40}-----/.exec(part);
    const rest = end ? part.slice(end.index + end[0].length) : '';
    return `${done}${REDACTED}${rest}`;
  }, before);
}
