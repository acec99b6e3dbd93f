/** What survives a restart, per device: localStorage on H5, the app's own storage elsewhere. Never throws: a full or forbidden storage forgets. */
export const deviceStorage = {
  getItem(key: string): string | null {
    try {
      const value: unknown = uni.getStorageSync(key)
      return typeof value === 'string' && value !== '' ? value : null
    } catch {
      return null
    }
  },
  setItem(key: string, value: string): void {
    try {
      uni.setStorageSync(key, value)
    } catch {
      return
    }
  },
  removeItem(key: string): void {
    try {
      uni.removeStorageSync(key)
    } catch {
      return
    }
  },
}
