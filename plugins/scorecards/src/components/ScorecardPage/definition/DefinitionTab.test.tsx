import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../../__testUtils__/pagesRender';
import { failure } from '../../../__testUtils__/pagesServer';

const address = '/default/production-readiness?tab=definition';

async function findVersion(title: string) {
  const heading = await screen.findByText(title);
  const item = heading.closest('li');
  return within(item as HTMLElement);
}

describe('DefinitionTab', () => {
  it('opens the version that runs, as YAML', async () => {
    await renderPages(address);
    const version = await findVersion('Version 4');

    expect(version.getByText('Runs now')).toBeInTheDocument();
    expect(
      version.getByRole('region', { name: 'Definition of version 4' }),
    ).toHaveTextContent(/owner: group:default\/platform/);
  });

  it('names the checks that changed, and opens an older version', async () => {
    await renderPages(address);
    const version = await findVersion('Version 2');

    expect(
      version.getByText(
        'Changed: Line coverage is at least 80 %, Has an owner that exists',
      ),
    ).toBeInTheDocument();
    await userEvent.click(version.getByText('Version 2'));
    expect(
      await version.findByRole('region', { name: 'Definition of version 2' }),
    ).toBeInTheDocument();
  });

  it('copies the YAML', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(window.navigator.clipboard, 'writeText');
    await renderPages(address);
    const version = await findVersion('Version 4');

    await user.click(version.getByRole('button', { name: 'Copy as YAML' }));

    expect(write).toHaveBeenCalledWith(
      expect.stringMatching(/^owner: group:default\/platform\n/),
    );
  });

  it('says so when no version ever ran', async () => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/versions')
          ? Response.json({ items: [] })
          : undefined,
    });

    expect(await screen.findByText('No version ever ran')).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/versions')
          ? failure(500, 'Error', 'away')
          : undefined,
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The versions could not be read',
    );
  });
});
