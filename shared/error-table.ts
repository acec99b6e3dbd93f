import { CLIENT_ERRORS, SERVER_ERRORS, type ErrorEntry } from './errors.ts'

/** The page `docs/error-codes.md` as Markdown, rendered from the registry. */
export function errorTable(): string {
  return [
    '# Error codes',
    '',
    'Rendered from `shared/errors.ts`; after a change there, `npx vitest run tests/shared/errors.test.ts -u` writes this page anew.',
    'Clients branch on the code only. The words people see are in `app/core/i18n`, in every language.',
    '',
    '## Raised by database functions and edge functions',
    '',
    ...rows(SERVER_ERRORS),
    '',
    '## From GoTrue, or found out by the client itself',
    '',
    ...rows(CLIENT_ERRORS),
    '',
  ].join('\n')
}

function rows(errors: Record<string, ErrorEntry>): string[] {
  return [
    '| code | status | when | details |',
    '| --- | --- | --- | --- |',
    ...Object.entries(errors).map(([code, { status, when, details }]) => {
      const keys = (details ?? []).map((key) => `\`${key}\``).join(', ')
      return `| \`${code}\` | ${status || '–'} | ${when} | ${keys} |`
    }),
  ]
}
