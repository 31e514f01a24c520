import { useState, type ReactNode } from 'react';
import { revalidate } from '../../api/query';
import { Card } from '../../components/Card';
import { Button } from '../../components/Button';
import { Field } from '../../components/Field';
import { useGuard } from '../../components/form/guard';
import { toast } from '../../components/Toast';
import { useFormats, useTexts } from '../../i18n/context';
import { mappings, parseCsv, problemsOf, type Csv } from './csv';
import './import.css';
import { Jobs } from './Jobs';
import { Preview } from './Preview';
import { upload } from './upload';

const mostRows = 100;
/** Enough for a hundred rows of any sense. */
const beginning = 512 * 1024;
const largest = 512 * 1024 * 1024;

interface Chosen {
  readonly file: File;
  /** null: it is packed. */
  readonly csv: Csv | null;
}

export default function ImportPage(): ReactNode {
  const t = useTexts();
  const formats = useFormats();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [mapping, setMapping] = useState('call-center');
  const [share, setShare] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [sent, setSent] = useState(0);
  const [over, setOver] = useState(false);
  useGuard(share !== null, t.forms.leave);
  const take = async (file: File | undefined): Promise<void> => {
    setOver(false);
    setRefused(null);
    if (!file) return;
    const whole = file.size <= beginning;
    const csv = file.name.endsWith('.gz') ? null : parseCsv(await file.slice(0, beginning).text(), mostRows, whole);
    setChosen({ file, csv });
  };
  const send = async ({ file }: Chosen): Promise<void> => {
    setShare(0);
    setRefused(null);
    const answer = await upload(file, mapping.trim(), setShare);
    setShare(null);
    if ('refused' in answer) return setRefused(answer.refused);
    setChosen(null);
    setSent(sent + 1);
    toast(t.imports.sent);
    revalidate();
  };
  const problems = chosen?.csv ? problemsOf(chosen.csv, mapping.trim()) : [];
  const large = chosen !== null && chosen.file.size > largest;
  const fatal = large || problems.some(({ kind }) => kind !== 'width');
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t.imports.title}</h1>
          <p>{t.imports.about}</p>
        </div>
      </div>
      <Card title={t.imports.file}>
        <div className="columns">
          <div
            className={over ? 'drop drop-over' : 'drop'}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault();
              void take(event.dataTransfer.files[0]);
            }}
          >
            <Field
              key={sent}
              label={t.imports.choose}
              type="file"
              accept=".csv,.gz,text/csv"
              disabled={share !== null}
              onChange={(event) => void take(event.target.files?.[0])}
              hint={chosen ? `${chosen.file.name}, ${formats.compact(chosen.file.size)}B` : t.imports.drop}
            />
          </div>
          <div className="form">
            <Field
              label={t.imports.mapping}
              list="mappings"
              value={mapping}
              maxLength={64}
              onChange={(event) => setMapping(event.target.value)}
              hint={t.imports.mappingHint}
              error={mapping.trim() === '' ? t.forms.required : null}
            />
            <datalist id="mappings">
              {Object.keys(mappings).map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
        </div>
        {(problems.length > 0 || large) && (
          <ul className="refusals" role="alert">
            {large && <li>{t.imports.problems.large}</li>}
            {problems.map((problem) => (
              <li key={problem.kind}>
                {problem.kind === 'columns'
                  ? t.imports.problems.columns(formats.list(problem.names))
                  : problem.kind === 'width'
                    ? t.imports.problems.width(formats.number(problem.lines.length))
                    : t.imports.problems[problem.kind]}
              </li>
            ))}
          </ul>
        )}
        {refused !== null && (
          <p className="refusals" role="alert">
            {t.imports.failed(refused)}
          </p>
        )}
        {chosen && (
          <div className="row">
            <Button
              kind="main"
              icon="upload"
              disabled={fatal || mapping.trim() === ''}
              busy={share !== null}
              onClick={() => void send(chosen)}
            >
              {share === null ? t.imports.send : t.imports.sending(formats.percent(share * 100, 0))}
            </Button>
            {share !== null && <progress value={share} max={1} aria-label={t.imports.progress} />}
          </div>
        )}
      </Card>
      {chosen?.csv && <Preview csv={chosen.csv} mapping={mapping.trim()} />}
      <Jobs />
    </>
  );
}
