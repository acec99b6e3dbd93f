import type { Palette } from '../stage.ts'

/** Draws one 800 × 800 picture as SVG text. */
export type Scene = () => string
/** The pictures of a category's products by the product's code, the main one first. */
export type Scenes = Record<string, Scene[]>

export const tones = (wall: string, floor: string, accent: string, deep: string): Palette => ({
  wall,
  floor,
  accent,
  deep,
})
