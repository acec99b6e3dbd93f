import { locale } from './locale'

/**
 * A column of a row in the language shown. The column holds Simplified Chinese; `translations` is `{ en: { column: … } }`.
 * Falls back to the column itself. Works for text and for structures such as a SKU's `options`.
 */
export function translated<Row extends object, Column extends keyof Row & string>(
  row: Row,
  column: Column,
): NonNullable<Row[Column]> | '' {
  const translations = (row as { translations?: unknown }).translations as
    Partial<Record<string, Partial<Row>>> | null | undefined
  return translations?.[locale()]?.[column] ?? row[column] ?? ''
}
