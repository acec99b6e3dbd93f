import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import App from './App.vue'

/** Called by every uni-app runtime; a fresh app per call, because a mini-program may be started more than once. */
export function createApp() {
  const app = createSSRApp(App)
  app.use(createPinia())
  return { app }
}
