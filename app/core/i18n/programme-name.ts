import { translated } from './translated'

/** The name of the programme that points come from, in the language shown; empty where a row has none. Views join it as `programme_name`. */
export function programmeName({
  programme_name,
  translations,
}: {
  programme_name: string | null
  translations: unknown
}): string {
  return translated({ name: programme_name, translations }, 'name')
}
