const SEPARATORS = ['\t', ';', '；', ',', '，'] as const

/**
 * Rows and cells of a table pasted from a spreadsheet or taken from a CSV file: separated by tabs, semicolons or commas,
 * whichever the text uses, else by blanks; quoted cells may hold separators, line breaks and doubled quotes (RFC 4180).
 * Cells come trimmed; rows without any content stay as empty rows, so that a row's place is its line in the sheet.
 */
export function readTable(text: string): { rows: string[][]; separator: string } {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(plain)
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < plain.length; at++) {
    const sign = plain.charAt(at)
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (plain.charAt(at + 1) === '"') cell += plain.charAt(++at)
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (sign === separator || (separator === ' ' && /\s/.test(sign) && sign !== '\n')) {
      if (separator !== ' ' || cell !== '') endCell()
    } else if (sign === '\n') {
      endCell()
      rows.push([])
    } else cell += sign
  }
  endCell()
  while (rows.length > 0 && isBlank(rows.at(-1))) rows.pop()
  return { rows, separator }
}

/** Whether a row has no content. */
export function isBlank(row: readonly string[] | undefined): boolean {
  return !row || row.every((cell) => cell === '')
}

/** A tab never stands in a cell by chance, and a semicolon seldom; a comma may be part of a number. */
function separatorOf(text: string): string {
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '')
  return SEPARATORS.find((separator) => unquoted.includes(separator)) ?? ' '
}
