import type { ReactNode } from 'react';
import { useQuery } from '../../../api/query';
import { Bar } from '../../../charts/Bar';
import { Card } from '../../../components/Card';
import { Field } from '../../../components/Field';
import { EmptyState, Loaded } from '../../../components/States';
import { Table } from '../../../components/Table';
import { HealthSettings, type HealthSettingsQuery } from '../../../generated/HealthSettings';
import { useFormats, useTexts } from '../../../i18n/context';
import { useEditing } from '../editing';
import { Frame } from '../Frame';
import { History } from '../History';
import { SettingsForm } from '../SettingsForm';
import { inputOf, parts, shareOf, sumOf, weightsOf, wrongWeights, type Part } from './weights';

type Tenant = HealthSettingsQuery['tenant'];
const all = {};

export default function HealthPage(): ReactNode {
  const query = useQuery(HealthSettings, all);
  return (
    <Frame section="health">
      <Loaded query={query} lines={8}>
        {({ tenant }) => (
          <>
            <WeightsForm tenant={tenant} />
            <Now tenant={tenant} />
          </>
        )}
      </Loaded>
      <History names={['health']} />
    </Frame>
  );
}

function WeightsForm({ tenant }: { readonly tenant: Tenant }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const words = t.rules.health;
  const editing = useEditing(tenant, weightsOf(tenant.settings.health.weights));
  const { form } = editing;
  const wrong = wrongWeights(form);
  const told = (part: Part): string | null => {
    const one = editing.tried ? wrong.parts[part] : undefined;
    if (one === undefined) return editing.refused(`health.weights.${part}`);
    return one === 'range' ? words.range : t.forms[one];
  };
  return (
    <SettingsForm
      title={words.title}
      about={words.about}
      editing={editing}
      wrong={wrong.allZero || Object.keys(wrong.parts).length > 0}
      settings={() => ({ health: { weights: inputOf(form) } })}
      shows={parts.map((part) => `health.weights.${part}`)}
    >
      <p className="notice">{words.note}</p>
      <table className="table settings-table health-table">
        <thead>
          <tr>
            <th scope="col">{words.part}</th>
            <th scope="col">{words.weight}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => {
            const share = shareOf(form, part);
            return (
              <tr key={part}>
                <th scope="row">
                  {words.parts[part]}
                  <span className="cell-sub">{words.abouts[part]}</span>
                </th>
                <td>
                  <Field
                    label={words.weightOf(words.parts[part])}
                    hideLabel
                    inputMode="decimal"
                    value={form[part]}
                    onChange={(event) => editing.put({ [part]: event.target.value })}
                    error={told(part)}
                  />
                </td>
                <td>
                  <span className={share === 0 ? 'muted' : undefined}>
                    {share === null ? '–' : share === 0 ? words.left : formats.percent(share)}
                  </span>
                  <Bar value={share} low={0} high={100} />
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.sum}</th>
            <td>
              <output className="health-sum">{formats.number(sumOf(form), 2)}</output>
            </td>
            <td>{sumOf(form) > 0 ? formats.percent(100, 0) : '–'}</td>
          </tr>
        </tfoot>
      </table>
      {editing.tried && wrong.allZero && (
        <p className="field-error" role="alert">
          {words.allZero}
        </p>
      )}
    </SettingsForm>
  );
}

function Now({ tenant }: { readonly tenant: Tenant }): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const words = t.rules.health;
  const value = tenant.scorecard?.values[0];
  if (!value || value.value === null) {
    return (
      <Card title={words.now}>
        <EmptyState>{words.none}</EmptyState>
      </Card>
    );
  }
  const nameOf = (name: string): string => {
    const part = parts.find((one) => one === name);
    return part ? words.parts[part] : name;
  };
  return (
    <Card title={`${words.now}: ${formats.value(value.value, '0–100')}`} about={words.nowAbout(formats.number(value.count))}>
      <Table
        name="parts"
        caption={words.now}
        rows={value.parts ?? []}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', header: words.part, cell: ({ name }) => nameOf(name) },
          { key: 'value', header: words.mean, cell: (part) => formats.value(part.value, '0–100'), number: true },
          { key: 'bar', header: t.common.value, quiet: true, cell: (part) => <Bar value={part.value} low={0} high={100} />, wide: true },
          { key: 'count', header: words.customers, cell: ({ count }) => formats.number(count), number: true },
        ]}
      />
    </Card>
  );
}
