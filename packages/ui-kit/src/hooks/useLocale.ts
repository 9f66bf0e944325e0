import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';

/**
 * The locale for dates and numbers: the reader's, as long as it is one of the
 * language that the portal speaks.
 *
 * @public
 */
export function useLocale(): string {
  const language =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return (
    window.navigator.languages?.find(
      locale => locale === language || locale.startsWith(`${language}-`),
    ) ?? language
  );
}
