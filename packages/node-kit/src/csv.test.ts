import { csvLine } from './csv';

describe('csvLine', () => {
  it('quotes what would break the line, and nothing else', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', 5, undefined])).toBe(
      'a,"b,c","say ""hi""","two\nlines",5,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1'])(
    'makes no formula of %j',
    text => {
      expect(csvLine([text])).toMatch(/^"?'/);
    },
  );

  it('has nothing in it that a terminal acts on', () => {
    expect(csvLine(['a\u001b[2J\u0007b\u0000'])).toBe(
      'a\ufffd[2J\ufffdb\ufffd\r\n',
    );
  });

  it('leaves numbers alone, negative ones too', () => {
    expect(csvLine([-1])).toBe('-1\r\n');
  });
});
