import { useState } from 'react';
import type { ChoiceOption } from './Choice';

const SEARCH_FROM = 8;
const MOST = 200;

/**
 * Search in the options of a list that may be very long; at most 200 are
 * drawn, those that are chosen always among them.
 *
 * @internal
 */
export function useOptionSearch(
  options: readonly ChoiceOption[],
  chosen: readonly string[],
) {
  const [text, setText] = useState('');
  if (options.length <= SEARCH_FROM) {
    return { options };
  }
  const wanted = text.trim().toLocaleLowerCase();
  const found = options.filter(({ label }) =>
    label.toLocaleLowerCase().includes(wanted),
  );
  const shown = new Set([
    ...options.filter(({ id }) => chosen.includes(id)),
    ...found.slice(0, MOST),
  ]);
  return {
    options: options.filter(option => shown.has(option)),
    search: {
      mode: 'server' as const,
      inputValue: text,
      onInputChange: setText,
    },
  };
}
