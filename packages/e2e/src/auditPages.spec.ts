import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { people } from './people';

const list = (page: Page) =>
  page.getByRole('grid', { name: 'Records, newest first' });
const rows = (page: Page) => list(page).locator('[data-seq]');
const panel = (page: Page) =>
  page.getByRole('complementary', { name: /^Record / });

// The page, and a text that is there once it has loaded.
const pages = [
  ['records', '/audit?when=all', 'Sign in'],
  ['usage', '/audit/usage', 'Not used'],
  ['seal', '/audit/seal', 'Verify'],
  ['holds', '/audit/holds', 'hold'],
] as const;

for (const theme of ['light', 'dark']) {
  for (const [name, path, text] of pages) {
    test(`has nothing in the way of a screen reader on the page ${name}, ${theme}`, async ({
      page,
      signIn,
      expectNoConsoleErrors,
    }) => {
      await page.addInitScript(
        chosen => window.localStorage.setItem('theme', chosen),
        theme,
      );
      await signIn(people.platform, path);
      await expect(page.getByText(text).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .include('main')
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual(
        [],
      );
      expectNoConsoleErrors();
    });
  }
}

test('leads through the log by keyboard alone', async ({ page, signIn }) => {
  await signIn(people.auditor, '/audit?when=all&live=off');
  await rows(page).nth(2).waitFor();
  const seqs = await rows(page).evaluateAll(all =>
    all.slice(0, 2).map(row => row.getAttribute('data-seq')),
  );
  await rows(page).first().focus();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`record=${seqs[1]}`));
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`record=${seqs[0]}`));
  await page.keyboard.press('Escape');

  await expect(panel(page)).toHaveCount(0);
  await expect(rows(page).first()).toBeFocused();
});

test('keeps the row that was opened where it is seen, and closes it by the way back', async ({
  page,
  signIn,
}) => {
  await signIn(people.auditor, '/audit?when=all&live=off&noise=true');
  await rows(page).nth(7).waitFor();
  const row = rows(page).nth(7);
  const seq = await row.getAttribute('data-seq');
  await row.click({ position: { x: 4, y: 8 } });

  await expect(panel(page)).toBeVisible();
  await expect(list(page).locator(`[data-seq="${seq}"]`)).toBeInViewport();
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/audit\?/);
});
