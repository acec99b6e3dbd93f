import { computed, reactive, readonly } from 'vue'
import { deviceStorage } from '../../platform/storage'
import { locale } from '../i18n/locale'
import { coreWords } from '../words/core-words'
import type { TenantColours } from './palette'

/** What makes the mall look like one company's own. */
export interface Brand {
  name: string
  logoPath: string | null
  theme: TenantColours
  pointsName: string
  pointsUnit: string
  translations: Partial<Record<string, { name?: string; points_name?: string; points_unit?: string }>>
}

const KEPT_AS = 'fudian.brand'
const nobody: Brand = { name: '', logoPath: null, theme: {}, pointsName: '', pointsUnit: '', translations: {} }
const current = reactive<Brand>({ ...nobody })

/** The company shown now; empty before anyone has signed in on this device. */
export const brand = readonly(current)

/** The company's name in the language shown, or the product's own. */
export const brandName = computed(() => current.translations[locale()]?.name ?? (current.name || coreWords('brand')))

/** What the company calls its points, in the language shown. */
export const pointsName = computed(
  () => current.translations[locale()]?.points_name ?? (current.pointsName || coreWords('points')),
)

/** Shows a company's brand, and keeps it so that the next start does not flash another colour. */
export function wearBrand(next: Brand): void {
  Object.assign(current, next)
  deviceStorage.setItem(KEPT_AS, JSON.stringify(next))
}

/** Takes up the brand of the last visit. Called once at launch. */
export function rememberBrand(): void {
  const kept = deviceStorage.getItem(KEPT_AS)
  if (!kept) return
  try {
    Object.assign(current, nobody, JSON.parse(kept))
  } catch {
    deviceStorage.removeItem(KEPT_AS)
  }
}

/** Back to the product's own colours, as after signing out. */
export function dropBrand(): void {
  Object.assign(current, nobody)
  deviceStorage.removeItem(KEPT_AS)
}
