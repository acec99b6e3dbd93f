import { fileURLToPath } from 'node:url'
import uniPlugin from '@dcloudio/vite-plugin-uni'
import inject from '@rollup/plugin-inject'
import bundleOptimizer from '@uni-ku/bundle-optimizer'
import { defineConfig, type Plugin } from 'vite'

const inRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The packages are CommonJS: under "type": "module" their default export arrives wrapped.
const unwrap = <T>(module: T): T => (module as { default?: T }).default ?? module
const uni = unwrap(uniPlugin)

const platform = process.env.UNI_PLATFORM ?? 'h5'
const isMiniProgram = platform.startsWith('mp-')
const isBrowser = platform === 'h5'

/** WeChat and the native runtime have no URL, Headers or AbortController; supabase-js alone is given ours. */
function webGlobalsForSupabase(): Plugin {
  return inject({
    include: ['node_modules/@supabase/**'],
    modules: {
      URL: [inRoot('./app/platform/web/url.ts'), 'WebUrl'],
      URLSearchParams: [inRoot('./app/platform/web/search-params.ts'), 'WebSearchParams'],
      Headers: [inRoot('./app/platform/web/headers.ts'), 'WebHeaders'],
      AbortController: [inRoot('./app/platform/web/abort.ts'), 'WebAbortController'],
    },
  }) as Plugin
}

export default defineConfig({
  resolve: {
    alias: {
      // No screen uses channels or uploads yet; together they weigh more than the rest of the client.
      '@supabase/realtime-js': inRoot('./app/platform/web/no-realtime.ts'),
      '@supabase/storage-js': inRoot('./app/platform/web/no-storage.ts'),
    },
  },
  plugins: [
    uni(),
    ...(isBrowser ? [] : [webGlobalsForSupabase()]),
    ...(isMiniProgram
      ? [bundleOptimizer({ enable: { optimization: true, 'async-import': false, 'async-component': false } })]
      : []),
  ],
  build: { target: 'es2018', chunkSizeWarningLimit: 600 },
})
