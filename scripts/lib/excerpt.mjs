const MAX_LINE = 200;

const plain = line => line.replace(/\x1b\[[0-9;]*m/g, '').trim();

/** The lines of a failed command's output that most likely say why, short enough for one line. */
export function excerpt(
  tail,
  { pattern = /error|fail|not found|✘/i, count = 3 } = {},
) {
  const telling = tail.filter(line => pattern.test(line)).slice(0, count);
  const lines = telling.length ? telling : tail.slice(-count);
  return lines.map(line => plain(line).slice(0, MAX_LINE)).join(' | ');
}
