import { SearchField, Select } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import type { Usage } from '@daytwo/backstage-plugin-audit-common';
import { toEntityRef, type UrlChanges } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import styles from './UsagePage.module.css';

/** Periods to choose from. @internal */
export const usagePeriods = ['7d', '30d', '90d'] as const;

function teamName(team: string): string {
  const ref = toEntityRef(team);
  return ref
    ? humanizeEntityRef(parseEntityRef(ref), { defaultKind: 'group' })
    : team;
}

/** Period, team and search. @internal */
export const UsageControls = (props: {
  period: (typeof usagePeriods)[number];
  text: string;
  team: string[];
  usage?: Usage;
  onChange: (changes: UrlChanges) => void;
}) => {
  const { period, text, team, usage, onChange } = props;
  const { t } = useAuditTranslation();
  const used = (usage?.items ?? []).flatMap(({ teams }) =>
    teams.map(item => item.team),
  );
  const teams = [...new Set([...team, ...used])].filter(ref => ref !== '');
  return (
    <div role="search" className={styles.controls}>
      <div className={styles.search}>
        <SearchField
          label={t('usage.search')}
          placeholder={t('usage.searchPlaceholder')}
          value={text}
          onChange={q => onChange({ q })}
        />
      </div>
      <Select
        label={t('usage.period')}
        options={usagePeriods.map(id => ({
          id,
          label: t(`usage.periods.${id}`),
        }))}
        value={period}
        onChange={key => key !== null && onChange({ period: String(key) })}
      />
      <Select
        selectionMode="multiple"
        label={t('usage.team')}
        placeholder={t('usage.teamAny')}
        options={teams
          .map(id => ({ id, label: teamName(id) }))
          .sort((a, b) => a.label.localeCompare(b.label))}
        allowsEmptyCollection
        value={team}
        onChange={keys => onChange({ team: keys.map(String) })}
      />
    </div>
  );
};
