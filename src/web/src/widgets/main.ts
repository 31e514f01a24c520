import { Customer } from './customer';
import { Kpi } from './kpi';
import { Scorecard } from './scorecard';
import { Trend } from './trend';

const elements = { 'carekpi-scorecard': Scorecard, 'carekpi-kpi': Kpi, 'carekpi-trend': Trend, 'carekpi-customer': Customer };

// A page that has the script twice keeps the first.
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
