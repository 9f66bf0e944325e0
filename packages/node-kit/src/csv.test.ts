import { csvLine } from './csv';

describe('csvLine', () => {
  it('quotes what would break the line, and nothing else', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', 5, undefined])).toBe(
      'a,"b,c","say ""hi""","two\nlines",5,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'makes no formula of %j',
    text => {
      expect(csvLine([text])).toMatch(/^"?'/);
    },
  );

  it('leaves numbers alone, negative ones too', () => {
    expect(csvLine([-1])).toBe('-1\r\n');
  });
});
