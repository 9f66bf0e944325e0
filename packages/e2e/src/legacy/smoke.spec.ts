import { expect, test } from '../fixtures';
import { people } from '../people';

test('signs people in', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Dana/ }).click();
  await expect(page.getByRole('link', { name: 'Scorecards' })).toBeVisible();
});

test('has the scorecards page', async ({
  page,
  signIn,
  expectNoConsoleErrors,
}) => {
  await signIn(people.developer, '/scorecards');
  await expect(
    page.getByRole('heading', { name: 'Scorecards' }).first(),
  ).toBeVisible();
  expectNoConsoleErrors();
});

test('has the scorecards card and tab on an entity', async ({
  page,
  signIn,
}) => {
  await signIn(people.developer, '/catalog/default/component/daytwo');
  await expect(page.getByRole('tab', { name: 'Scorecards' })).toBeVisible();
  await page.getByRole('tab', { name: 'Scorecards' }).click();
  await expect(page).toHaveURL(/\/scorecards$/);
});
