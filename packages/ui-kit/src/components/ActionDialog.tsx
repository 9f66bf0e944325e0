import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import {
  useEffect,
  useId,
  useState,
  type FormEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import { useAction } from '../hooks';
import { useDaytwoTranslation } from '../translation';
import styles from './ActionDialog.module.css';
import { ErrorState } from './StateViews';

/** See {@link ActionDialog}. @public */
export interface ActionDialogProps {
  /** The button that opens it; without one, `isOpen` tells whether it is open. */
  trigger?: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** What gets the focus back, where what opened it is gone by then, as items of a menu are. */
  returnTo?: RefObject<HTMLElement>;
  /** Names what it is about: "Release the hold Case 7?" */
  title: string;
  /** What is done, on the button that does it. */
  action: string;
  /** It cannot be undone, or lets something go. */
  destructive?: boolean;
  /** It cannot be done yet, for want of an entry. */
  isDisabled?: boolean;
  /** Does it. The dialog closes when it is done, and stays when it fails. */
  onAction: () => Promise<unknown>;
  /** What failed, in words. */
  failed: string;
  width?: number;
  /** Stands before the rest; Enter in its fields does not do it. */
  controls?: ReactNode;
  /** What it means; drawn once it is open. */
  children: ReactNode;
}

/**
 * Asks once more before something is done, says what it means, and stays with
 * the reason where it fails. Enter does it, Escape leaves.
 *
 * @public
 */
export const ActionDialog = ({
  trigger,
  onAction,
  width = 480,
  ...props
}: ActionDialogProps) => {
  const [isOpenHere, setOpenHere] = useState(false);
  const {
    isOpen = isOpenHere,
    onOpenChange = setOpenHere,
    returnTo,
    ...form
  } = props;
  const opening = { isOpen, onOpenChange };
  const content = (
    <>
      {returnTo && <ReturnFocus to={returnTo} />}
      {isOpen && (
        <ActionForm
          {...form}
          onAction={onAction}
          onDone={() => onOpenChange(false)}
        />
      )}
    </>
  );
  return trigger ? (
    <DialogTrigger {...opening}>
      {trigger}
      <Dialog width={width}>{content}</Dialog>
    </DialogTrigger>
  ) : (
    <Dialog width={width} {...opening}>
      {content}
    </Dialog>
  );
};

/** Goes away with the dialog, which lets go of the focus just after. */
const ReturnFocus = ({ to }: { to: RefObject<HTMLElement> }) => {
  useEffect(
    () => () => {
      setTimeout(() => to.current?.focus());
    },
    [to],
  );
  return null;
};

const ActionForm = (
  props: Omit<
    ActionDialogProps,
    'trigger' | 'isOpen' | 'onOpenChange' | 'returnTo' | 'width'
  > & { onDone: () => void },
) => {
  const { title, action, destructive, isDisabled, failed } = props;
  const { controls, children } = props;
  const id = useId();
  const { t } = useDaytwoTranslation();
  const { busy, error, run } = useAction(props.onAction);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isDisabled && (await run())) {
      props.onDone();
    }
  };
  return (
    <>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {controls}
          <form id={id} className={styles.form} onSubmit={submit}>
            {children}
          </form>
          {error && <ErrorState title={failed} error={error} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button slot="close" variant="secondary">
          {t('dialog.cancel')}
        </Button>
        <Button
          type="submit"
          form={id}
          variant="primary"
          destructive={destructive}
          isDisabled={isDisabled}
          isPending={busy}
        >
          {action}
        </Button>
      </DialogFooter>
    </>
  );
};
