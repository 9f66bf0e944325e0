import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { ExportMenu } from './ExportMenu';

const query = { outcome: ['denied'], from: '2026-03-01T00:00:00.000Z' };

/** A response with a body of these pieces; jsdom has no Response. */
function streamOf(pieces: string[], headers: Record<string, string> = {}) {
  const waiting = pieces.map(piece => Buffer.from(piece));
  return {
    ok: true,
    headers: new Headers(headers),
    body: {
      getReader: () => ({
        read: async () => {
          const value = waiting.shift();
          return value ? { done: false, value } : { done: true };
        },
      }),
    },
  } as unknown as Response;
}

describe('ExportMenu', () => {
  const saved: string[] = [];

  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = () => 'blob:test';
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['CSV, for spreadsheets', 'csv', 'audit.csv'],
    ['NDJSON, every field', 'ndjson', 'audit.ndjson'],
    ['NDJSON with proofs, to verify offline', 'sealed', 'audit.sealed.ndjson'],
    ['OCSF, for a SIEM', 'ocsf', 'audit.ocsf.ndjson'],
    ['Evidence pack, signed, with proofs', 'pack', 'audit.zip'],
  ])('saves what the filter shows as %s', async (name, format, file) => {
    const fetch = jest.fn(async () => streamOf(['a', 'b']));
    await renderAudit(<ExportMenu query={query} />, { fetch });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(await screen.findByRole('menuitem', { name }));

    await waitFor(() => expect(saved).toEqual([file]));
    const [url] = fetch.mock.calls[0] as unknown as [string];
    expect(url).toBe(
      `http://backend.test/exportRecords?outcome=denied&from=2026-03-01T00%3A00%3A00.000Z&format=${format}`,
    );
  });

  it('takes the name from the server, but never a path', async () => {
    const fetch = jest.fn(async () =>
      streamOf(['a'], {
        'content-disposition': 'attachment; filename="../../march.csv"',
      }),
    );
    await renderAudit(<ExportMenu query={query} />, { fetch });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /^CSV/ }),
    );

    await waitFor(() => expect(saved).toEqual(['march.csv']));
  });

  it('shows how far it is, and can be given up', async () => {
    const fetch = jest.fn(
      (_url, { signal }) =>
        new Promise<Response>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ),
    ) as unknown as typeof globalThis.fetch;
    await renderAudit(<ExportMenu query={query} />, { fetch });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /^NDJSON, every/ }),
    );
    expect(await screen.findByText(/Exporting: 0 byte/)).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Cancel export' }),
    );

    await waitFor(() => expect(screen.queryByText(/Exporting/)).toBeNull());
    expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus();
    expect(saved).toEqual([]);
  });

  it('gives the focus back when the file is saved', async () => {
    const fetch = jest.fn(async () => streamOf(['a']));
    await renderAudit(<ExportMenu query={query} />, { fetch });

    const button = await screen.findByRole('button', { name: 'Export' });
    act(() => button.focus());
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('menu');
    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(saved).toEqual(['audit.csv']));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus(),
    );
  });
});
