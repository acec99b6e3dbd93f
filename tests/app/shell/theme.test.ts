import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, parseColour, textOn } from '../../../app/core/theme/colour'
import { palette } from '../../../app/core/theme/palette'

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)
const grounds = ['page', 'surface', 'sunken'] as const

describe('contrast', () => {
  it('follows WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(contrast('#5B4FE9', '#5B4FE9')).toBe(1)
  })

  it('can be had on any ground', () => {
    fc.assert(fc.property(anyColour, (colour) => contrast(textOn(colour), colour) >= 4.5))
  })
})

describe.each(['light', 'dark'] as const)('the %s palette', (appearance) => {
  it('can be read for any accent a company may choose', () => {
    fc.assert(
      fc.property(anyColour, fc.option(anyColour), (accent, accent_dark) => {
        const colours = palette({ accent, accent_dark }, appearance)
        expect(contrast(colours['on-accent'], colours.accent)).toBeGreaterThanOrEqual(4.5)
        for (const ground of [...grounds, 'accent-soft'] as const) {
          expect(contrast(colours['accent-ink'], colours[ground])).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps ink, muted words and tones readable on every ground', () => {
    const colours = palette({}, appearance)
    for (const ground of grounds) {
      expect(contrast(colours.ink, colours[ground])).toBeGreaterThanOrEqual(7)
      expect(contrast(colours.muted, colours[ground])).toBeGreaterThanOrEqual(4.5)
    }
    for (const tone of ['positive', 'warning', 'danger'] as const) {
      expect(contrast(colours[tone], colours.surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colours[tone], colours[`${tone}-soft`])).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(['red', '#12345', 'javascript:alert(1)', '', null])('survives %j as an accent', (accent) => {
    expect(parseColour(palette({ accent, accent_dark: accent }, appearance).accent)).not.toBeNull()
  })
})
