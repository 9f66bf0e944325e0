import { ConfigReader } from '@backstage/config';
import { readUrl } from './readUrl';

const read = (url: string, allowInsecure?: boolean) =>
  readUrl(new ConfigReader({ url, allowInsecure }), 'audit.streams "siem"');

describe('addresses that records are sent to', () => {
  it.each([
    'https://siem.example.com/in',
    'http://localhost:8080/in',
    'http://127.0.0.1/in',
    'http://127.8.0.1/in',
    'http://[::1]:9/in',
  ])('may be %s', url => {
    expect(read(url)).toBe(url);
  });

  it.each([
    'http://siem.example.com/in',
    'http://127.0.0.1.example.com/in',
    'http://localhost.example.com/in',
    'http://10.0.0.1/in',
  ])('are not %s, unless somebody says so', url => {
    expect(() => read(url)).toThrow(/audit.streams "siem": .* plain http/);
    expect(read(url, true)).toBe(url);
  });

  it.each(['ftp://siem.example.com', 'file:///etc/passwd', 'siem'])(
    'are never %s',
    url => {
      expect(() => read(url, true)).toThrow('is not an https address');
    },
  );
});
