import type { Appearance } from '../../platform/appearance'
import { mix, parseColour, readableOn, textOn } from './colour'

export const DEFAULT_ACCENT = '#C2552D'

const neutrals = {
  light: {
    page: '#f7f5f2',
    surface: '#ffffff',
    sunken: '#f0ece6',
    ink: '#1f1c19',
    muted: '#6a635b',
    line: '#e6e0d8',
    positive: '#17693f',
    warning: '#8a4b00',
    danger: '#b3261e',
    shadow: '0 1px 2px rgba(60, 45, 25, 0.05), 0 6px 20px rgba(60, 45, 25, 0.06)',
    lifted: '0 12px 40px rgba(60, 45, 25, 0.18)',
    veil: 'rgba(31, 28, 25, 0.45)',
    scrim: 'rgba(20, 18, 16, 0.7)',
    'on-scrim': '#ffffff',
  },
  dark: {
    page: '#141210',
    surface: '#1f1c19',
    sunken: '#2a2622',
    ink: '#f3efea',
    muted: '#aea69c',
    line: '#37322c',
    positive: '#6fcf97',
    warning: '#f2b35e',
    danger: '#ff8a80',
    shadow: '0 1px 2px rgba(0, 0, 0, 0.4)',
    lifted: '0 12px 40px rgba(0, 0, 0, 0.6)',
    veil: 'rgba(0, 0, 0, 0.6)',
    scrim: 'rgba(20, 18, 16, 0.7)',
    'on-scrim': '#ffffff',
  },
} as const

export type Palette = Record<keyof (typeof neutrals)['light'] | AccentName | ToneName, string>
type AccentName = 'accent' | 'on-accent' | 'accent-ink' | 'accent-soft' | 'accent-deep'
type ToneName = 'positive-soft' | 'warning-soft' | 'danger-soft'

/** A tenant's colours; both optional, and unreadable values are ignored. */
export interface TenantColours {
  accent?: string | null | undefined
  accent_dark?: string | null | undefined
}

/** Every colour of the client for one tenant in light or dark; text colours reach a contrast of 4.5 on every ground they are used on. */
export function palette(tenant: TenantColours, appearance: Appearance): Palette {
  const base = neutrals[appearance]
  const own = parseColour(tenant.accent) ? (tenant.accent ?? DEFAULT_ACCENT) : DEFAULT_ACCENT
  const onDark = parseColour(tenant.accent_dark) ? (tenant.accent_dark ?? own) : mix(own, '#ffffff', 0.7)
  const accent = appearance === 'dark' ? onDark : own
  const soft = (colour: string) => mix(colour, base.surface, appearance === 'dark' ? 0.18 : 0.1)
  const accentSoft = soft(accent)
  return {
    ...base,
    accent,
    'on-accent': textOn(accent),
    'accent-ink': readableOn(accent, [base.page, base.surface, base.sunken, accentSoft], base.ink),
    'accent-soft': accentSoft,
    'accent-deep': mix(accent, '#000000', appearance === 'dark' ? 0.8 : 0.86),
    'positive-soft': soft(base.positive),
    'warning-soft': soft(base.warning),
    'danger-soft': soft(base.danger),
  }
}
