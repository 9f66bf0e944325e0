/*
 * What all packages add to Backstage's own lint rules.
 *
 * Components may be used above their definition: our files tell what they do
 * first and how below it. A use inside a function runs after the file is read,
 * so it is safe; a use at the top level of the file is still refused.
 */
module.exports = {
  rules: {
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: true, variables: false, typedefs: false },
    ],
  },
};
