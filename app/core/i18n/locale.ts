import { shallowRef } from 'vue'
import { announceLanguage, systemLanguage } from '../../platform/device'
import { deviceStorage } from '../../platform/storage'

/** The languages that every word exists in; the first is the default. */
export const locales = ['zh-Hans', 'en'] as const
export type Locale = (typeof locales)[number]

const KEPT_AS = 'fudian.locale'
const current = shallowRef<Locale>('zh-Hans')

/** The language shown now; reactive. */
export function locale(): Locale {
  return current.value
}

/** Takes up the language chosen earlier on this device, else the device's own. Called once at launch. */
export function startLocale(): void {
  const kept = deviceStorage.getItem(KEPT_AS)
  show(locales.find((known) => known === kept) ?? (/^en/i.test(systemLanguage()) ? 'en' : 'zh-Hans'))
}

/** Changes the language at once and remembers it on this device. */
export function setLocale(chosen: Locale): void {
  deviceStorage.setItem(KEPT_AS, chosen)
  show(chosen)
}

function show(chosen: Locale): void {
  current.value = chosen
  announceLanguage(chosen)
}
