import { someSources } from '../../__testUtils__/factExamples';
import { troubledFirst } from './troubledFirst';

it('puts what fails first, then what is degraded, and leaves the rest', () => {
  const [scanner, catalog, coverage, oncall] = someSources.items;
  const degraded = { ...coverage, state: 'degraded' as const };

  expect(troubledFirst([oncall, degraded, catalog, scanner])).toEqual([
    scanner,
    degraded,
    oncall,
    catalog,
  ]);
});
