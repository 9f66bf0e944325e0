import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useMemo, useState } from 'react';
import { readViews, withoutView, withView, type SavedView } from '../filter';

const BUCKET = 'daytwo-audit';
const KEY = 'views';

/** @internal */
export interface SavedViews {
  views: SavedView[];
  /** As long as they are not, none can be saved beside them. */
  areRead: boolean;
  save: (view: SavedView) => Promise<void>;
  remove: (name: string) => Promise<void>;
}

/**
 * The views of whoever is signed in, in their user settings: where the portal
 * keeps those in its backend they are there on any device, else in this browser.
 *
 * @internal
 */
export function useSavedViews(): SavedViews {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [snapshot, setSnapshot] = useState(() => bucket.snapshot(KEY));
  useEffect(() => {
    const subscription = bucket.observe$(KEY).subscribe(setSnapshot);
    return () => subscription.unsubscribe();
  }, [bucket]);
  const views = readViews(snapshot.value);
  const change = (next: SavedView[]) =>
    bucket.set(
      KEY,
      next.map(view => ({ ...view })),
    );
  return {
    views,
    areRead: snapshot.presence !== 'unknown',
    save: view => change(withView(views, view)),
    remove: name => change(withoutView(views, name)),
  };
}
