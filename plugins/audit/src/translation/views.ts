/** Texts about the views that a person saved. @internal */
export const viewMessages = {
  action: 'Views',
  mine: 'Your views',
  further: 'This view',
  none: 'None is saved yet',
  notRead: 'They are not read yet',
  save: 'Save view',
  remove: 'Remove "{{name}}"',
  removed: '"{{name}}" was removed',
  removeFailed: '"{{name}}" could not be removed: {{message}}',
  create: {
    heading: 'Save view',
    name: 'Name',
    what: 'Filters and time, as they are now. Only you see it in the menu; to share it, share the address of the page.',
    replaces: 'There is a view "{{name}}": it is replaced.',
    full: 'There are {{number}} views: remove one first.',
    action: 'Save',
    failed: 'The view could not be saved',
    done: '"{{name}}" is saved',
  },
} as const;
