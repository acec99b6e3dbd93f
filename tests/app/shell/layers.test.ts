import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

// What ESLint cannot see: conditional code lies in comments, and templates and styles are no modules.

const files = ['App.vue', 'main.ts', 'uni.scss', ...walk('app')].filter((file) => /\.(ts|vue|scss|css)$/.test(file))

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}

const withText = (pattern: RegExp, among = files) => among.filter((file) => pattern.test(readFileSync(file, 'utf8')))

describe('the layers of the client', () => {
  it('keep what differs between platforms in app/platform', () => {
    expect(withText(/#(ifdef|ifndef|endif)\b/).filter((file) => !file.startsWith('app/platform/'))).toEqual([])
  })

  it('keep what exists in browsers only in app/platform', () => {
    const browserOnly = /(?<![.\w'"-])(window|document|navigator|localStorage|sessionStorage)\.\w/
    expect(withText(browserOnly).filter((file) => !file.startsWith('app/platform/'))).toEqual([])
  })

  it('let only api files and core touch the Supabase client', () => {
    const importing = withText(/from '[./]*(core\/)?api\/supabase'/)
    expect(importing.filter((file) => !file.startsWith('app/core/') && !/[/-]api\.ts$/.test(file))).toEqual([])
  })

  it('use sizes that do not depend on the width of the device', () => {
    expect(withText(/\d(rpx|upx)\b/)).toEqual([])
  })

  it('take every colour from the theme', () => {
    // A picture of a plastic card: its gold and its gleam are the object's own.
    const drawings = ['app/sign-in/components/CardFace.vue']
    const styles = (file: string) =>
      readFileSync(file, 'utf8')
        .match(/<style[\s\S]*?<\/style>/g)
        ?.join('') ?? ''
    const coloured = files.filter((file) => file.endsWith('.vue') && /#[0-9a-f]{3,8}\b|\brgba?\(/i.test(styles(file)))
    expect(coloured.filter((file) => !drawings.includes(file))).toEqual([])
  })

  it('use no part of HTML that only browsers know', () => {
    const template = (file: string) => /<template>[\s\S]*<\/template>/.exec(readFileSync(file, 'utf8'))?.[0] ?? ''
    const foreign = /<(div|span|img|button|ul|li|svg|Teleport|Transition|component)\b|v-html|@click/
    expect(files.filter((file) => file.endsWith('.vue') && foreign.test(template(file)))).toEqual([])
  })
})
