import selfsigned from 'selfsigned';

/** A key and a certificate that a test's server has for itself. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Makes a certificate for 127.0.0.1. */
export function createCertificate(): Certificate {
  const { private: key, cert } = selfsigned.generate(
    [{ name: 'commonName', value: 'localhost' }],
    {
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  );
  return { key, cert };
}
