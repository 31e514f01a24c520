import { buildSchema, isEnumType } from 'graphql';

/** Enums are the node's words inside (AGENT_DAY is agentDay); presets go to the node as they are. */
export function enumsOf(sdl: string): Record<string, Record<string, string>> {
  const types = Object.values(buildSchema(sdl).getTypeMap()).filter(isEnumType);
  return Object.fromEntries(
    types
      .filter(({ name }) => !name.startsWith('__') && name !== 'PeriodPreset')
      .map((type) => [type.name, Object.fromEntries(type.getValues().map(({ name }) => [name, wordOf(name)]))]),
  );
}

function wordOf(name: string): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
