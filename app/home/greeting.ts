import { t } from './words'

/** A greeting by the hour of the device. */
export function greeting(name: string, hour = new Date().getHours()): string {
  if (hour >= 5 && hour < 11) return t('hello.morning', { name })
  if (hour >= 11 && hour < 13) return t('hello.noon', { name })
  if (hour >= 13 && hour < 18) return t('hello.afternoon', { name })
  return t('hello.evening', { name })
}
