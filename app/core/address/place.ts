interface Place {
  province: string
  city: string
  district: string
  street: string
}

/** An address in one line, without its recipient; a municipality, which is province and city in one, is named once. */
export function placeOf({ province, city, district, street }: Place): string {
  return [province === city ? '' : province, city, district, street].filter(Boolean).join(' ')
}
