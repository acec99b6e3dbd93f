import { computed, shallowRef, watch } from 'vue'
import { onSystemAppearance, paintChrome, systemAppearance, type Appearance } from '../../platform/appearance'
import { deviceStorage } from '../../platform/storage'
import { brand } from './brand'
import { palette } from './palette'

/** What a person may choose in the settings. */
export type AppearanceSetting = 'system' | Appearance

const KEPT_AS = 'fudian.appearance'
const system = shallowRef<Appearance>('light')
const setting = shallowRef<AppearanceSetting>('system')

/** Light or dark, as shown now. */
export const appearance = computed<Appearance>(() => (setting.value === 'system' ? system.value : setting.value))

/** The person's choice; `setAppearance` changes it. */
export const appearanceSetting = computed(() => setting.value)

/** Every colour shown now, by name. */
export const colours = computed(() => palette(brand.theme, appearance.value))

/** The colours as CSS variables (`--fd-accent` …) for a `style` attribute; UiPage sets them on the page's root. */
export const themeStyle = computed(() =>
  Object.entries(colours.value)
    .map(([name, value]) => `--fd-${name}:${value}`)
    .join(';'),
)

/** Follows the device and the person's choice from now on. Called once at launch. */
export function startTheme(): void {
  const kept = deviceStorage.getItem(KEPT_AS)
  if (kept === 'light' || kept === 'dark') setting.value = kept
  system.value = systemAppearance()
  onSystemAppearance((changed) => {
    system.value = changed
  })
  watch(colours, paintWindow)
}

/** Chooses light, dark or the device's own, and remembers it on this device. */
export function setAppearance(chosen: AppearanceSetting): void {
  setting.value = chosen
  deviceStorage.setItem(KEPT_AS, chosen)
}

/** Colours what lies around the page (title bar, browser frame); each page does so when it is shown. */
export function paintWindow(): void {
  paintChrome(windowColours())
}

/** The colours that the platform's own bars take. The tabs' icons are bitmaps that know no company, so the chosen tab's word is in their colour. */
export function windowColours() {
  const { page, surface, muted, ink } = colours.value
  return { page, bar: surface, text: muted, chosen: ink, appearance: appearance.value }
}
