import { useAudit } from '../../../hooks';
import { useAuditTranslation } from '../../../translation';
import { valueName } from '../../shared';
import type { UseOptions } from './SearchSelect';

const MOST = 20;

function useSuggest(
  of: 'actor' | 'entity' | 'plugin' | 'event',
  { text, skip }: Parameters<UseOptions>[0],
) {
  const { data, loading } = useAudit(
    'suggest',
    { query: { of, limit: MOST, ...(text && { q: text }) } },
    { skip, keepPrevious: true },
  );
  return { items: data?.items ?? [], isLoading: loading };
}

function refOptions(of: 'actor' | 'entity'): UseOptions {
  return function useRefOptions(question) {
    const { t } = useAuditTranslation();
    const { items, isLoading } = useSuggest(of, question);
    const options = items.map(id => ({ id, label: valueName(of, id, t) }));
    return { options, isLoading };
  };
}

/** People, agents and plugins that did something. @internal */
export const useActorOptions = refOptions('actor');

/** Entities that something was done to. @internal */
export const useEntityOptions = refOptions('entity');

/** Plugins and events in one list; the ids tell which is which. @internal */
export const useWhatOptions: UseOptions = question => {
  const { t } = useAuditTranslation();
  const plugins = useSuggest('plugin', question);
  const events = useSuggest('event', question);
  return {
    options: [
      ...plugins.items.map(name => ({
        id: `plugin=${name}`,
        label: t('filter.condition', { name: t('filter.plugin'), value: name }),
      })),
      ...events.items.map(name => ({ id: `event=${name}`, label: name })),
    ],
    isLoading: plugins.isLoading || events.isLoading,
  };
};
