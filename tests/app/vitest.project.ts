import { fileURLToPath } from 'node:url'
import { initPreContext, preHtml, preJs } from '@dcloudio/uni-cli-shared'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import type { TestProjectInlineConfiguration } from 'vitest/config'

type Platform = 'h5' | 'mp-weixin'

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** uni-app's own elements, which its runtimes bring and Vue must not look for as components. */
const UNI_ELEMENTS = new Set([
  'view',
  'text',
  'image',
  'input',
  'textarea',
  'scroll-view',
  'swiper',
  'swiper-item',
  'form',
  'block',
])

/** Resolves `#ifdef` for the platform, as uni-app's compiler does. */
function conditionalCode(platform: Platform): Plugin {
  return {
    name: 'uni-conditional-code',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(inRoot('app/')) || !code.includes('#if')) return null
      // The context is one per process, and the projects of both platforms share it: set anew for every file.
      initPreContext(platform)
      return { code: id.split('?')[0]?.endsWith('.vue') ? preHtml(code, id) : preJs(code, id), map: null }
    },
  }
}

/** Component tests as one platform sees them; the same files run for H5 and for WeChat. */
function clientProject(platform: Platform): TestProjectInlineConfiguration {
  return {
    plugins: [
      conditionalCode(platform),
      vue({ template: { compilerOptions: { isCustomElement: (tag) => UNI_ELEMENTS.has(tag) } } }),
    ],
    resolve: {
      alias: {
        '@dcloudio/uni-app': inRoot('tests/app/support/page-hooks.ts'),
        '@supabase/realtime-js': inRoot('app/platform/web/no-realtime.ts'),
        '@supabase/storage-js': inRoot('app/platform/web/no-storage.ts'),
      },
    },
    test: {
      name: `app-${platform}`,
      include: ['tests/app/**/*.test.ts'],
      environment: 'happy-dom',
      env: { UNI_TEST_PLATFORM: platform },
      setupFiles: [inRoot('tests/app/support/uni-runtime.ts')],
      server: { deps: { inline: [/@supabase/] } },
    },
  }
}

export default [clientProject('h5'), clientProject('mp-weixin')]
