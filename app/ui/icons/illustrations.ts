/** Quiet line drawings for empty screens, 120 × 96. INK, SOFT and ACCENT stand for the colours of the theme. */
export const illustrations = {
  bag: `<rect x='34' y='34' width='52' height='50' rx='10' fill='SOFT'/><path d='M38 36h44l3 42a6 6 0 0 1-6 6H41a6 6 0 0 1-6-6ZM48 46V32a12 12 0 0 1 24 0v14' stroke='INK'/><path d='M52 60c4 6 12 6 16 0' stroke='ACCENT'/>`,
  parcel: `<path d='M60 18 94 34v34L60 84 26 68V34Z' fill='SOFT'/><path d='M60 18 94 34v34L60 84 26 68V34ZM26 34l34 16 34-16M60 50v34' stroke='INK'/><path d='m43 26 34 16v12' stroke='ACCENT'/>`,
  search: `<circle cx='54' cy='44' r='26' fill='SOFT'/><circle cx='54' cy='44' r='26' stroke='INK'/><path d='m73 63 20 20' stroke='INK' stroke-width='4'/><path d='M44 40c2-6 8-9 14-8' stroke='ACCENT'/>`,
  points: `<circle cx='60' cy='48' r='32' fill='SOFT'/><circle cx='60' cy='48' r='32' stroke='INK'/><path d='m60 32 5 10 11 2-8 8 2 11-10-5-10 5 2-11-8-8 11-2Z' stroke='ACCENT'/>`,
  address: `<ellipse cx='60' cy='80' rx='26' ry='6' fill='SOFT'/><path d='M60 80s24-20 24-40a24 24 0 0 0-48 0c0 20 24 40 24 40Z' stroke='INK'/><circle cx='60' cy='40' r='9' stroke='ACCENT'/>`,
  cloud: `<path d='M38 70a16 16 0 0 1 1-32 22 22 0 0 1 42-2 17 17 0 0 1 1 34Z' fill='SOFT'/><path d='M38 70a16 16 0 0 1 1-32 22 22 0 0 1 42-2 17 17 0 0 1 1 34Z' stroke='INK'/><path d='M60 46v10M60 62v.5' stroke='ACCENT' stroke-width='4'/>`,
  letter: `<rect x='24' y='26' width='72' height='50' rx='10' fill='SOFT'/><rect x='24' y='26' width='72' height='50' rx='10' stroke='INK'/><path d='m27 32 33 24 33-24' stroke='INK'/><path d='M52 66h16' stroke='ACCENT' stroke-width='4'/>`,
  card: `<rect x='22' y='26' width='76' height='50' rx='10' fill='SOFT'/><rect x='22' y='26' width='76' height='50' rx='10' stroke='INK'/><path d='M22 42h76' stroke='INK'/><path d='M34 60h18' stroke='ACCENT' stroke-width='4'/>`,
} as const

export type Illustration = keyof typeof illustrations
