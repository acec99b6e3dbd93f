import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const client = ['app/**/*.{ts,vue}', 'App.vue', 'main.ts']
const typed = ['**/*.ts']

/** The layers of the client: what a file may import besides its own folder. */
const layers = {
  elements: [
    { type: 'words', pattern: 'app/core/(i18n|words|format|theme|navigation|state)', mode: 'folder' },
    { type: 'core', pattern: 'app/core/*', mode: 'folder' },
    { type: 'core', pattern: 'app/core/*.ts', mode: 'file' },
    { type: 'platform', pattern: 'app/platform', mode: 'folder' },
    { type: 'ui', pattern: 'app/ui', mode: 'folder' },
    { type: 'feature', pattern: 'app/*', capture: ['feature'], mode: 'folder' },
    { type: 'shared', pattern: 'shared', mode: 'folder' },
    { type: 'root', pattern: '(main.ts|App.vue)', mode: 'file' },
  ],
  rules: [
    {
      from: 'feature',
      allow: [['feature', { feature: '${from.feature}' }], 'ui', 'words', 'core', 'platform', 'shared'],
    },
    { from: 'ui', allow: ['ui', 'words', 'platform'] },
    { from: ['words', 'core'], allow: ['words', 'core', 'platform', 'shared'] },
    { from: 'platform', allow: ['platform', 'shared'] },
    { from: 'shared', allow: ['shared'] },
    { from: 'root', allow: ['root', 'core', 'words', 'platform'] },
  ],
}

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.local/',
      'unpackage/',
      'supabase/.temp/',
      '**/*.timestamp-*.mjs',
      'shared/database.types.ts',
    ],
  },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Stand-ins for foreign classes have nothing but the part that is called.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      // A template literal with a number in it reads well and cannot go wrong.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Handlers of one interface are async by contract, whether or not each has something to await.
      '@typescript-eslint/require-await': 'off',
      // Objects made of closures are taken apart freely; none of ours uses `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['supabase/functions/**/*.ts'],
    // Deno's own checker knows its globals and npm: imports; the project's tsconfig does not.
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, ecmaVersion: 'latest' } },
    rules: {
      'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      // A page is named after what it shows, as its folder is; it is never used as a tag.
      'vue/multi-word-component-names': 'off',
      // Prettier's business.
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-closing-bracket-spacing': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      // uni-app's own elements (input, textarea) close themselves in its documentation and in Prettier alike.
      'vue/html-quotes': 'off',
    },
  },
  {
    files: client,
    languageOptions: { globals: { ...globals.browser, uni: 'readonly', getCurrentPages: 'readonly' } },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': layers.elements,
      'boundaries/include': ['app/**/*', 'shared/**/*', 'main.ts', 'App.vue'],
      'import/resolver': { node: { extensions: ['.ts', '.vue', '.js'] } },
    },
    rules: {
      'boundaries/element-types': ['error', { default: 'disallow', rules: layers.rules }],
      'no-console': 'error',
    },
  },
  {
    files: ['app/**/*.ts', 'shared/**/*.ts', 'supabase/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 220 }] },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      // A test reads answers that have no type (JSON, rows), and a missing one fails it anyway.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['app/**/*.ts', 'app/**/*.vue', 'shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'This runs on phones: no Node modules.' }] },
      ],
    },
  },
  {
    files: ['app/ui/icons/draw-tab-icons.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
)
