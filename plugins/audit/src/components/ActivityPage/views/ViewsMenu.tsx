import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import { useNotice } from '@daytwo/ui-kit';
import { RiBookmarkLine } from '@remixicon/react';
import { useRef, useState } from 'react';
import { viewChanges, viewQuery } from '../../../filter';
import { useSavedViews } from '../../../hooks';
import { useAuditTranslation } from '../../../translation';
import type { Filter } from '../useFilter';
import { SaveView } from './SaveView';
import styles from './ViewsMenu.module.css';

/** Filters that a person saved under a name; the button names the one that is shown. @internal */
export const ViewsMenu = ({ filter }: { filter: Filter }) => {
  const { t } = useAuditTranslation();
  const notify = useNotice();
  const saved = useSavedViews();
  const [isNaming, setNaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const query = viewQuery(filter);
  const shown = saved.views.find(view => view.query === query);
  const remove = async (name: string) => {
    try {
      await saved.remove(name);
      notify(t('view.removed', { name }));
    } catch (error) {
      const { message } = error as Error;
      notify(t('view.removeFailed', { name, message }), 'danger');
    }
  };
  return (
    <>
      <MenuTrigger>
        <Button ref={button} variant="secondary" iconStart={<RiBookmarkLine />}>
          <span className={styles.name}>{shown?.name ?? t('view.action')}</span>
        </Button>
        <Menu>
          <MenuSection title={t('view.mine')}>
            {saved.views.length === 0 && (
              <MenuItem isDisabled className={styles.none}>
                {t(saved.areRead ? 'view.none' : 'view.notRead')}
              </MenuItem>
            )}
            {saved.views.map(view => (
              <MenuItem
                key={view.name}
                onAction={() => filter.set(viewChanges(view))}
              >
                {view.name}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection title={t('view.further')}>
            <MenuItem
              isDisabled={!saved.areRead}
              onAction={() => setNaming(true)}
            >
              {t('view.save')}
            </MenuItem>
            {shown && (
              <MenuItem color="danger" onAction={() => remove(shown.name)}>
                {t('view.remove', { name: shown.name })}
              </MenuItem>
            )}
          </MenuSection>
        </Menu>
      </MenuTrigger>
      <SaveView
        saved={saved}
        query={query}
        isOpen={isNaming}
        onOpenChange={setNaming}
        returnTo={button}
      />
    </>
  );
};
