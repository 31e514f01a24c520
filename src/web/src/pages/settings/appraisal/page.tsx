import { useMemo, type ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Button } from '../../../components/Button';
import { Field } from '../../../components/Field';
import { Items } from '../../../components/form/Items';
import { EmptyState, Loaded } from '../../../components/States';
import { AppraisalSettings, type AppraisalSettingsQuery } from '../../../generated/AppraisalSettings';
import { useLanguage, useTexts } from '../../../i18n/context';
import { useEditing, type Editing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { changedAt, without } from '../lists';
import { Ordered } from '../Ordered';
import { SettingsForm } from '../SettingsForm';
import { PartFields } from './PartFields';
import { emptyPart, emptyScheme, inputOf, isWrong, mostParts, mostSchemes, schemeOf, wrongScheme, type Scheme } from './schemes';

interface Form {
  readonly schemes: readonly Scheme[];
}

export default function AppraisalPage(): ReactNode {
  const { locale } = useLanguage();
  const variables = useMemo(() => ({ locale }), [locale]);
  const query = useQuery(AppraisalSettings, variables);
  return (
    <Frame section="appraisal">
      <Loaded query={query} lines={8}>
        {(data) => <SchemesForm data={data} />}
      </Loaded>
      <History names={['appraisal']} />
    </Frame>
  );
}

function SchemesForm({ data }: { readonly data: AppraisalSettingsQuery }): ReactNode {
  const t = useTexts();
  const words = t.rules.appraisal;
  const unitOf = (code: string): string => data.kpis.find((kpi) => kpi.code === code)?.unit ?? '';
  const editing = useEditing<Form>(data, { schemes: data.tenant.settings.appraisal.schemes.map((scheme) => schemeOf(scheme, unitOf)) });
  const { schemes } = editing.form;
  const shuffle = (next: readonly Scheme[]): void => {
    // What was refused was refused at another place.
    editing.saving.clear();
    editing.put({ schemes: next });
  };
  return (
    <SettingsForm
      title={words.title}
      about={words.about}
      editing={editing}
      wrong={schemes.some((scheme) => isWrong(scheme, unitOf))}
      settings={() => ({ appraisal: { schemes: schemes.map((scheme) => inputOf(scheme, unitOf)) } })}
      shows={['appraisal.schemes']}
    >
      <p className="notice">{words.note}</p>
      {schemes.length === 0 && <EmptyState>{words.noSchemes}</EmptyState>}
      <Ordered items={schemes} nameOf={({ name }, at) => name.trim() || words.scheme(String(at + 1))} onChange={shuffle}>
        {(scheme, at) => (
          <SchemeFields
            scheme={scheme}
            at={at}
            data={data}
            editing={editing}
            put={(change) => editing.put({ schemes: changedAt(schemes, at, change) })}
          />
        )}
      </Ordered>
      <div className="row">
        <Button onClick={() => shuffle([...schemes, emptyScheme])} disabled={schemes.length >= mostSchemes}>
          {words.addScheme}
        </Button>
      </div>
    </SettingsForm>
  );
}

function SchemeFields({
  scheme,
  at,
  data,
  editing,
  put,
}: {
  readonly scheme: Scheme;
  readonly at: number;
  readonly data: AppraisalSettingsQuery;
  readonly editing: Editing<Form>;
  readonly put: (change: Partial<Scheme>) => void;
}): ReactNode {
  const t = useTexts();
  const words = t.rules.appraisal;
  const { parts } = scheme;
  const unitOf = (code: string): string => data.kpis.find((kpi) => kpi.code === code)?.unit ?? '';
  const wrong = editing.tried ? wrongScheme(scheme, unitOf) : { parts: [] };
  const path = `appraisal.schemes.${at}`;
  const known = [...data.tenant.teams.nodes, ...data.tenant.settings.appraisal.schemes.flatMap(({ teams }) => teams ?? [])];
  const teams = [...new Map(known.map(({ key, name }) => [key, name]))];
  const take = (next: Scheme['parts']): void => {
    editing.saving.clear();
    put({ parts: next });
  };
  return (
    <>
      <div className="form-pair">
        <Field
          label={words.name}
          value={scheme.name}
          maxLength={128}
          onChange={(event) => put({ name: event.target.value })}
          error={wrong.name ? t.forms[wrong.name] : editing.refused(`${path}.name`)}
        />
        <Items
          label={words.teams}
          hint={words.teamsHint}
          placeholder={words.addTeam}
          items={scheme.teams}
          options={teams.map(([value, label]) => ({ value, label }))}
          nameOf={(key) => teams.find(([team]) => team === key)?.[1] ?? key}
          onChange={(keys) => put({ teams: keys })}
          error={editing.refused(`${path}.teams`)}
        />
      </div>
      <p className="field-hint">{words.partsHint}</p>
      <ul className="parts">
        {parts.map((_, i) => (
          <li key={i}>
            <PartFields
              parts={parts}
              at={i}
              kpis={data.kpis}
              wrong={wrong.parts[i] ?? {}}
              refused={(name) => editing.refused(`${path}.parts.${i}.${name}`)}
              put={(change) => put({ parts: changedAt(parts, i, change) })}
              onRemove={() => take(without(parts, i))}
            />
          </li>
        ))}
      </ul>
      {(wrong.whole || (parts.length === 0 && editing.refused(`${path}.parts`))) && (
        <p className="field-error" role="alert">
          {words.noParts}
        </p>
      )}
      <div className="row">
        <Button small onClick={() => take([...parts, emptyPart])} disabled={parts.length >= mostParts}>
          {words.addPart}
        </Button>
        {parts.length >= mostParts && <span className="muted">{words.tooManyParts}</span>}
      </div>
    </>
  );
}
