import { parseEntityRef } from '@backstage/catalog-model';
import { Combobox } from '@backstage/ui';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { toEntityRef } from '@daytwo/ui-kit';
import { RiSearchLine } from '@remixicon/react';
import { useScorecardsTranslation } from '../../translation';
import styles from './EntityPicker.module.css';
import { useEntitySuggestions } from './useEntitySuggestions';

/** What somebody typed into the address may be no reference. */
function labelOf(text: string): string {
  const entityRef = toEntityRef(text);
  return entityRef ? humanizeEntityRef(parseEntityRef(entityRef)) : text;
}

/** Finds an entity by a part of its name, as one types. @internal */
export const EntityPicker = ({
  entityRef,
  onChoose,
}: {
  entityRef?: string;
  onChoose: (entityRef: string | undefined) => void;
}) => {
  const { t } = useScorecardsTranslation();
  const suggestions = useEntitySuggestions();
  return (
    <Combobox
      className={styles.picker}
      label={t('facts.picker.label')}
      placeholder={t('facts.picker.placeholder')}
      icon={<RiSearchLine />}
      options={suggestions}
      search={{ mode: 'server' }}
      value={entityRef ? { id: entityRef, label: labelOf(entityRef) } : null}
      onChange={chosen => onChoose(chosen?.id)}
    />
  );
};
