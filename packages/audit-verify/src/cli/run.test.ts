import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, write } from '../__testUtils__/exports';
import { TestChain, threeBlocks } from '../__testUtils__/TestChain';
import { keys, signed } from '../__testUtils__/testKeys';
import { zipOf } from '../__testUtils__/zipOf';
import { run } from './run';

const { first, stranger } = keys;

const good = write(linesOf(threeBlocks(first).blocks, first), first);
const bad = good.replace('catalog', 'catalof');

let directory: string;

beforeEach(() => {
  // eslint-disable-next-line no-restricted-syntax -- a test's own directory
  directory = mkdtempSync(join(tmpdir(), 'audit-verify-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

async function verify(...args: string[]) {
  let out = '';
  let error = '';
  const status = await run(args, {
    out: text => (out += text),
    error: text => (error += text),
  });
  return { status, out, error };
}

/** The files of an evidence pack. */
function pack(key = first) {
  const files: Record<string, string> = {
    'records.ndjson': good,
    'README.md': 'How to verify',
  };
  const list = Object.entries(files).map(([name, content]) => ({
    name,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const manifest = JSON.stringify({ key: key.id, files: list });
  files['manifest.json'] = manifest;
  files['manifest.sig'] = signed(key, `daytwo-audit-evidence-v1\n${manifest}`);
  return files;
}

describe('audit-verify', () => {
  it('says that an export is as it was', async () => {
    const path = file('export.ndjson', good);
    const key = file('key.pem', first.publicKey);
    const { status, out } = await verify(path, '--key', key);
    expect(status).toBe(0);
    expect(out).toContain('16 records in 3 blocks');
    expect(out).toContain('hangs together with the given key');
    expect(out).toMatch(/VERIFIED\n$/);
  });

  it('says that nothing but the export vouches for the key', async () => {
    const { status, out } = await verify(file('export.ndjson', good));
    expect(status).toBe(0);
    expect(out).toContain('which only the export itself says');
  });

  it('says what was tampered with, and where', async () => {
    const { status, out } = await verify(file('export.ndjson', bad));
    expect(status).toBe(1);
    expect(out).toContain('✗ block 1, line 14: records 1 to 10 are not');
    expect(out).toMatch(/TAMPERED\n$/);
  });

  it('answers in JSON', async () => {
    const path = file('export.ndjson', bad);
    const { status, out } = await verify('--json', path);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      exports: [{ name: 'export.ndjson', report: { problemCount: 2 } }],
    });
  });

  it('does what a hostile export says to no terminal', async () => {
    const chain = new TestChain(first);
    chain.seal([chain.record(), 'x']);
    const lines = linesOf(chain.blocks, first);
    const { id, publicKey } = first;
    lines.push({ type: 'key', id: `\u001b[2J${id}`, publicKey });
    const { out } = await verify(file('a.ndjson', write(lines, first)));
    expect(out).toContain('\ufffd[2J');
    expect(out).not.toContain('\u001b');
  });

  it.each(['3:', ''])('compares with an anchor %s<hash>', async number => {
    const path = file('export.ndjson', good);
    const right = threeBlocks(first).blocks[2].hash;
    const wrong = threeBlocks(stranger).blocks[2].hash;
    const anchored = await verify(path, '--anchor', number + right);
    expect(anchored).toMatchObject({ status: 0 });
    expect(anchored.out).toContain('the given anchor confirms');
    const other = await verify(path, '--anchor', number + wrong);
    expect(other.status).toBe(1);
  });

  it('compares with the anchors of a file', async () => {
    const path = file('export.ndjson', good);
    const { blocks } = threeBlocks(first);
    const text = (shift: number) =>
      blocks
        .slice(shift)
        .map(({ hash }, n) => JSON.stringify({ block: n + 1, hash }))
        .join('\n');
    const right = await verify(path, '--anchors', file('a', text(0)));
    expect(right.status).toBe(0);
    const wrong = await verify(path, '--anchors', file('b', text(1)));
    expect(wrong.status).toBe(1);
  });

  it.each([
    ['is not there', ['nowhere.ndjson'], 'no such file'],
    ['is not named', [], 'name one file'],
    ['has no such option', ['a', '--fast'], '--fast'],
    ['has an anchor that is none', ['a', '--anchor', '1'], '64 hex digits'],
    ['has a key that is none', ['a', '--key', __filename], '--key'],
  ])('cannot read what %s', async (_, args, message) => {
    const { status, error, out } = await verify(...args);
    expect(status).toBe(2);
    expect(error).toContain(message);
    expect(out).toBe('');
  });

  it('names the line of anchors that was cut off', async () => {
    const path = file('export.ndjson', good);
    const [{ hash }] = threeBlocks(first).blocks;
    const line = JSON.stringify({ block: 1, hash });
    const cut = file('cut', `${line}\n${line.slice(0, 20)}\n${line}\n`);
    const { status, error } = await verify(path, '--anchors', cut);
    expect(status).toBe(2);
    expect(error).toContain('line 2');
  });

  it('cannot read what is no export', async () => {
    const { status, error } = await verify(file('a.csv', 'seq,at\n1,2\n'));
    expect(status).toBe(2);
    expect(error).toContain('not an export');
  });

  it('helps', async () => {
    expect((await verify('--help')).out).toContain('Exit status');
  });
});

describe('an evidence pack', () => {
  function unpacked(files: Record<string, string>): string {
    Object.entries(files).forEach(([name, text]) => file(name, text));
    return directory;
  }

  it('verifies as a directory', async () => {
    expect((await verify(unpacked(pack()))).status).toBe(0);
  });

  it.each([true, false])(
    'verifies as a ZIP file, deflated: %s',
    async deflate => {
      const path = file('pack.zip', zipOf(pack(), deflate));
      const { status, out } = await verify(path);
      expect(out).toContain('records.ndjson\n  16 records');
      expect(status).toBe(0);
    },
  );

  it.each([
    ['a file was edited', { 'README.md': 'Trust me' }, 'README.md is not what'],
    ['a file was added', { 'more.txt': '' }, 'more.txt was added'],
    [
      'records were edited',
      { 'records.ndjson': bad },
      'are not what was sealed',
    ],
    ['it was signed by a stranger', pack(stranger), 'was not signed by key'],
    ['its signature is gone', { 'manifest.sig': '' }, 'was not signed by key'],
  ])('shows that %s', async (_, change, message) => {
    const path = unpacked({ ...pack(), ...change });
    const { status, out } = await verify(path);
    expect(status).toBe(1);
    expect(out).toContain(message);
  });

  it('shows that a file is missing', async () => {
    const { 'README.md': _, ...files } = pack();
    const { out } = await verify(unpacked(files));
    expect(out).toContain('README.md is missing');
  });

  it('shows that two exports have forked', async () => {
    const chain = new TestChain(first);
    chain.seal(chain.records(3));
    const other = write(linesOf(chain.blocks, first), first);
    const path = unpacked({ 'a.ndjson': good, 'b.ndjson': other });
    const { status, out } = await verify(path);
    expect(status).toBe(1);
    expect(out).toContain('block 1: two exports have different blocks');
  });

  it('cannot be read where it is damaged, or has no records', async () => {
    const zip = zipOf(pack(), true);
    const cut = await verify(file('cut.zip', zip.subarray(0, -30)));
    expect(cut).toMatchObject({ status: 2 });
    const empty = await verify(file('e.zip', zipOf({ a: 'b' }, true)));
    expect(empty).toMatchObject({ status: 2 });
  });
});
