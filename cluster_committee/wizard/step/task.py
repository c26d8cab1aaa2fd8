from odoo import api, fields, models


class WorkflowStep(models.TransientModel):
    """What the steps of a part in a resolution ask for."""

    _inherit = "workflow.step"

    asks_result = fields.Boolean(compute="_compute_step")
    asks_deadline = fields.Boolean(compute="_compute_step")
    asks_resolution = fields.Boolean(compute="_compute_step")
    result = fields.Text(string="Action Taken")
    deadline = fields.Date(string="New Deadline")
    resolution_id = fields.Many2one(
        comodel_name="committee.resolution",
        string="By Resolution",
        help="The resolution of a later meeting that says so.",
    )
    meeting_of_task_id = fields.Many2one(
        comodel_name="committee.meeting",
        compute="_compute_of_task",
        string="Meeting of the Task",
    )
    committee_of_task_id = fields.Many2one(
        comodel_name="committee.committee",
        compute="_compute_of_task",
        string="Committee of the Task",
    )

    @api.depends("record_model", "record_id")
    def _compute_of_task(self):
        tasks = self.env["committee.resolution.task"]
        for step in self:
            task = step._record() if step.record_model == tasks._name else tasks
            step.meeting_of_task_id = task.meeting_id
            step.committee_of_task_id = task.committee_id

    def _questions(self, record, found, on_paper):
        is_of_task = record._name == "committee.resolution.task"
        extends = is_of_task and found.name == "extend_deadline"
        withdraws = is_of_task and found.name == "withdraw"
        return {
            **super()._questions(record, found, on_paper),
            "asks_result": is_of_task and found.name == "finish",
            "asks_deadline": extends,
            "asks_resolution": withdraws or (extends and on_paper),
        }

    def _step_arguments(self):
        arguments = super()._step_arguments()
        if self.asks_result:
            arguments["result"] = self.result
        if self.asks_deadline:
            arguments["deadline"] = self.deadline
        if self.asks_resolution:
            arguments["resolution_id"] = self.resolution_id.id
        return arguments
